"""What Vigie learns, decides, holds to be true and publishes. Never imports `api`."""
