def main():
    await something()
