import requests

headers = {"Authorization": "Bearer xero_myproject_your_api_key"}
base = "https://api.xerotier.ai/proj_ABC123/v1"
model_id = "MODEL_ID"

# Share a model
response = requests.post(
    f"{base}/models/{model_id}/share",
    headers=headers
)
print(f"Shared: {response.json()}")

# Unshare a model
response = requests.post(
    f"{base}/models/{model_id}/unshare",
    headers=headers
)
print(f"Unshared: {response.json()}")
