"""Dates as their sources give them: EDTF text, the days it allows, periods and the questions asked of them."""
