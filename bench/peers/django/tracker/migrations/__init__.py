"""The tables, as `manage.py makemigrations` wrote them."""
