# List versions for a model
curl https://api.xerotier.ai/proj_ABC123/v1/models/MODEL_ID/versions \
  -H "Authorization: Bearer xero_my-project_abc123"

# Create a new version
curl -X POST https://api.xerotier.ai/proj_ABC123/v1/models/MODEL_ID/versions \
  -H "Authorization: Bearer xero_my-project_abc123" \
  -H "Content-Type: application/json" \
  -d '{
    "version": "2.0.0",
    "version_notes": "Improved accuracy"
  }'

# Promote a version to latest
curl -X POST https://api.xerotier.ai/proj_ABC123/v1/models/MODEL_ID/versions/2.0.0/promote \
  -H "Authorization: Bearer xero_my-project_abc123"

# Rollback to a previous version
curl -X POST https://api.xerotier.ai/proj_ABC123/v1/models/MODEL_ID/versions/1.0.0/rollback \
  -H "Authorization: Bearer xero_my-project_abc123"
