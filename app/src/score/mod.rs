//! `chancery score`: what people say is right against what was derived.
