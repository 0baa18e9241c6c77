"""Readings to a picture: copies, origins, actors, events, stories, agreement, figures, predictions; on readings alone, never on a parse.

Each step is a function of readings and of what earlier steps gave, and gives the same whatever the readings' order:

1. stories.find_stories(readings)
2. cites.find_cites(readings)
3. copies.find_copies(readings, cites)
4. actors.link_actors(readings)
5. events.link_events(readings, stories, actors)
6. claims.link_claims(readings, actors, stories)
7. figures.find_figures(readings, stories, actors)
8. corroboration.find_corroboration(readings, claims, stories, actors, copies)
9. contradictions.find_contradictions(readings, figures, events, claims, stories, actors)
10. changes.find_changes(readings, figures, events, stories, actors)
11. predictions.find_predictions(readings, events, actors)
12. predictions.track_record(predictions, changes, readings)
"""
