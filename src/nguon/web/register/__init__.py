"""The register of incoming dispatches (sổ đăng ký văn bản đến)."""
