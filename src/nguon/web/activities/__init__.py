"""Activities: what an organisation does because of a task, from plan to what shows it."""
