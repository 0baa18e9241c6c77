"""The situation for assistants that speak the Model Context Protocol: what the commands show, read-only unless somebody says otherwise."""
