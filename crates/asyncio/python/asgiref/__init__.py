"""What asgiref documents of `asgiref.sync` and `asgiref.local`, written for simulated threads."""
