"""What stands behind the numbers: of each subject all claims, by what they mean, and their way."""
