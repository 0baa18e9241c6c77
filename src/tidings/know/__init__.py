"""What is known beforehand, as data with its sources: countries, offices, outlets, lexicons, the gazetteer."""
