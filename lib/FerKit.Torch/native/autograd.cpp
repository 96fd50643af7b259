// Backward passes and gradient modes.
#include "shim.h"

#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/autograd.h>

using namespace ferkit;

FERKIT_API int64_t ferkit_backward(const Handle* tensors, int64_t count, const Handle* gradients, int64_t gradient_count,
                                   int64_t retain_graph, int64_t create_graph, const Handle* inputs, int64_t input_count) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        auto seeds = borrow(gradients, gradient_count);
        seeds.resize(count);
        torch::autograd::backward(borrow(tensors, count), seeds, retain_graph != 0, create_graph != 0, borrow(inputs, input_count));
        return 0;
    });
}

// Fills `results` with one handle, or null, per input.
FERKIT_API int64_t ferkit_grad(const Handle* outputs, int64_t count, const Handle* inputs, int64_t input_count, const Handle* gradients,
                               int64_t gradient_count, int64_t retain_graph, int64_t create_graph, int64_t allow_unused, Handle* results) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        auto seeds = borrow(gradients, gradient_count);
        seeds.resize(count);
        auto found = torch::autograd::grad(borrow(outputs, count), borrow(inputs, input_count), seeds, retain_graph != 0, create_graph != 0, allow_unused != 0);
        for (size_t i = 0; i < found.size(); i++) results[i] = release(found[i]);
        return 0;
    });
}

FERKIT_API int64_t ferkit_grad_enabled() { return at::GradMode::is_enabled(); }

FERKIT_API void ferkit_set_grad_enabled(int64_t enabled) { at::GradMode::set_enabled(enabled != 0); }

FERKIT_API int64_t ferkit_inference_enabled() { return c10::InferenceMode::is_enabled(); }

FERKIT_API void* ferkit_inference_enter(int64_t enabled) { return new c10::InferenceMode(enabled != 0); }

FERKIT_API void ferkit_inference_exit(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

FERKIT_API int64_t ferkit_anomaly_enabled() { return torch::autograd::AnomalyMode::is_enabled(); }

FERKIT_API int64_t ferkit_anomaly_checks_nan() { return torch::autograd::AnomalyMode::should_check_nan(); }

FERKIT_API void ferkit_set_anomaly(int64_t enabled, int64_t check_nan) {
    torch::autograd::AnomalyMode::set_enabled(enabled != 0, check_nan != 0);
}
