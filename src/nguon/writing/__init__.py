"""What Nguồn hands out: pages, spreadsheets, calendars, exchange files."""
