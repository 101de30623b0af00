choice = "mine"
