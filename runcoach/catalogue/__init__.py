"""TOML to exercises, programmes and figures, with every mistake named."""
