import requests

headers = {"Authorization": "Bearer xero_my-project_abc123"}
base = "https://api.xerotier.ai/proj_ABC123/v1"
model_id = "MODEL_ID"

# List versions (envelope: {"object": "list", "data": [...]})
versions = requests.get(
    f"{base}/models/{model_id}/versions",
    headers=headers
).json()
for v in versions.get("data", []):
    print(f" {v['version']} (latest={v['is_latest']})")

# Create a new version
response = requests.post(
    f"{base}/models/{model_id}/versions",
    headers=headers,
    json={"version": "2.0.0", "version_notes": "Improved accuracy"}
)
print(f"Created version: {response.json()}")

# Promote a version
requests.post(
    f"{base}/models/{model_id}/versions/2.0.0/promote",
    headers=headers
)

# Rollback to a previous version
requests.post(
    f"{base}/models/{model_id}/versions/1.0.0/rollback",
    headers=headers
)
