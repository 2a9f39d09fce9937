curl -X POST https://api.xerotier.ai/proj_ABC123/v1/models/MODEL_ID/revalidate \
  -H "Authorization: Bearer xero_my-project_abc123"
