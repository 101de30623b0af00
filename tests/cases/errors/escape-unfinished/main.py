path = "C:\Users\new"
print(path)
