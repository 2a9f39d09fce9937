# List versions for a model (default action when only the model id is given)
xeroctl models versions <model-id>

# Create a new version
xeroctl models versions <model-id> --create 2.0.0 --notes "Improved accuracy"

# Promote a version to latest
xeroctl models versions <model-id> --promote 2.0.0

# Rollback to a previous version
xeroctl models versions <model-id> --rollback 1.0.0
