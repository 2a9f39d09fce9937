# Share
curl -X POST https://api.xerotier.ai/proj_ABC123/v1/models/MODEL_ID/share \
  -H "Authorization: Bearer xero_myproject_your_api_key"

# Unshare
curl -X POST https://api.xerotier.ai/proj_ABC123/v1/models/MODEL_ID/unshare \
  -H "Authorization: Bearer xero_myproject_your_api_key"
