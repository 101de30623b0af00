def choice(options): return "mine"
