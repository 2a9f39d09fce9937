const headers = { "Authorization": "Bearer xero_myproject_your_api_key" };
const base = "https://api.xerotier.ai/proj_ABC123/v1";
const modelId = "MODEL_ID";

// Share a model
const shareResponse = await fetch(
  `${base}/models/${modelId}/share`,
  { method: "POST", headers }
);
console.log("Shared:", await shareResponse.json());

// Unshare a model
const unshareResponse = await fetch(
  `${base}/models/${modelId}/unshare`,
  { method: "POST", headers }
);
console.log("Unshared:", await unshareResponse.json());
