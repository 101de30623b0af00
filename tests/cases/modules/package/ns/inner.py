x = "in"
