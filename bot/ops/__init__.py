"""What the operator needs: health, metrics, checks, clean-up."""
