prices = {
    "tea": int("2")
    "coffee": 3,
}
print(prices)
