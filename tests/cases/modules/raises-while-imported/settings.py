import deeper
