"""The parts that bench/run and bench/growth are made of."""
