-- Children neither born nor expected on any day; a census without an unborn child has no place for the latter.
SELECT row_no FROM child WHERE born_on IS NULL AND expected_on IS NULL
