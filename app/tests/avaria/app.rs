//! The application over that workspace, asked through the router without a network.

#![allow(dead_code, reason = "each test program uses a part of it")]

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

/// The application over a fresh workspace.
pub struct App {
    pub router: Router,
    _dir: tempfile::TempDir,
}

impl App {
    pub async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let router = chancery::serve::router(super::workspace(dir.path()).await);
        Self { router, _dir: dir }
    }

    pub async fn sent(&self, request: Request<Body>) -> (Response<()>, String) {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        (Response::from_parts(parts, ()), String::from_utf8(bytes.to_vec()).unwrap())
    }

    pub async fn ask(&self, address: &str, headers: &[(&str, &str)]) -> (Response<()>, String) {
        let request =
            headers.iter().fold(Request::get(address), |request, (name, value)| request.header(*name, *value));
        self.sent(request.body(Body::empty()).unwrap()).await
    }

    /// Status and body.
    pub async fn get(&self, address: &str) -> (u16, String) {
        let (head, body) = self.ask(address, &[]).await;
        (head.status().as_u16(), body)
    }

    pub async fn page(&self, address: &str) -> String {
        let (head, body) = self.ask(address, &[]).await;
        assert_eq!(head.status(), StatusCode::OK, "{address}: {body}");
        body
    }

    pub async fn json(&self, address: &str) -> Value {
        serde_json::from_str(&self.page(address).await).unwrap()
    }

    pub async fn rows(&self, address: &str) -> Vec<Value> {
        self.json(address).await.as_array().unwrap().clone()
    }
}
