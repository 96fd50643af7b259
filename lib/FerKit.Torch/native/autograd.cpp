// Backward passes, gradient modes, and nodes of the graph whose backward is managed code.
#include "shim.h"

#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/edge.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/saved_variable.h>

#include <algorithm>

namespace ferkit {
namespace {

using torch::autograd::variable_list;

struct ManagedNode;

// Calls the managed backward: fills `inputs` (one owned handle or null each); returns 0, or -1 with the message stored.
using Backward = int64_t (*)(void* context, ManagedNode* node, const Handle* gradients, int64_t outputs, Handle* inputs, int64_t count);
using Release = void (*)(void* context);

struct ManagedNode : torch::autograd::Node {
    void* context = nullptr;
    Backward backward = nullptr;
    Release release_context = nullptr;
    bool materialize = true;
    std::string label;
    std::vector<torch::autograd::SavedVariable> saved;

    ~ManagedNode() override { release_context(context); }

    std::string name() const override { return label; }

    void release_variables() override { saved.clear(); }

    variable_list apply(variable_list&& gradients) override {
        std::vector<Handle> given, wanted(num_outputs(), nullptr);
        for (size_t i = 0; i < gradients.size(); i++) {
            auto gradient = gradients[i];
            if (!gradient.defined() && materialize) gradient = input_metadata(i).zeros_like();
            given.push_back(release(gradient));
        }
        // The managed side owns `given` from here on, and gives up what it puts into `wanted`.
        auto code = backward(context, this, given.data(), static_cast<int64_t>(given.size()), wanted.data(), static_cast<int64_t>(wanted.size()));
        variable_list result;
        for (auto handle : wanted) {
            result.push_back(borrow(handle));
            if (handle != nullptr) c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim(handle);
        }
        if (code < 0) throw std::runtime_error(std::string(ferkit_message()));
        return result;
    }

    static const char* ferkit_message();
};

}  // namespace
}  // namespace ferkit

FERKIT_API const char* ferkit_last_error();

FERKIT_API void ferkit_set_error(const char* message) { ferkit::set_error(message); }

const char* ferkit::ManagedNode::ferkit_message() { return ferkit_last_error(); }

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

// Makes `outputs`, computed without a graph, depend on `inputs` through a node that calls `backward`.
// Output handles are replaced where an output is one of the inputs. Returns 1 when a node was made (it then owns
// `context` and calls `release` at its end), 0 when no input needs a gradient, -1 on failure.
FERKIT_API int64_t ferkit_function_connect(const char* name, const Handle* inputs, int64_t input_count, Handle* outputs, const uint8_t* differentiable,
                                           int64_t output_count, const Handle* saved, int64_t saved_count, int64_t materialize,
                                           Backward backward, Release release_context, void* context) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        auto sources = borrow(inputs, input_count);
        if (!at::GradMode::is_enabled() || std::none_of(sources.begin(), sources.end(), [](const at::Tensor& t) { return t.defined() && t.requires_grad(); }))
            return 0;
        auto results = borrow(outputs, output_count);
        for (auto& result : results) {
            if (result.requires_grad()) {
                at::AutoGradMode off(false);
                result = result.view(result.sizes()).detach();
            }
        }
        std::shared_ptr<ManagedNode> node(new ManagedNode(), torch::autograd::deleteNode);
        node->label = name;
        node->materialize = materialize != 0;
        node->backward = backward;
        node->context = context;
        node->release_context = [](void*) {};
        node->set_next_edges(torch::autograd::collect_next_edges(sources));
        for (int64_t i = 0; i < output_count; i++)
            if (differentiable[i]) torch::autograd::set_history(results[i], node);
        for (int64_t i = 0; i < saved_count; i++) {
            auto found = std::find(outputs, outputs + output_count, saved[i]);
            bool is_output = found != outputs + output_count && differentiable[found - outputs];
            node->saved.emplace_back(is_output ? results[found - outputs] : borrow(saved[i]), is_output);
        }
        for (int64_t i = 0; i < output_count; i++) {
            auto handle = release(results[i]);
            c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim(outputs[i]);
            outputs[i] = handle;
        }
        node->release_context = release_context;
        return 1;
    });
}

// What the forward pass saved: one owned handle, or null, each. Only during the node's backward.
FERKIT_API int64_t ferkit_function_saved(ManagedNode* node, Handle* tensors, int64_t capacity) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        if (tensors == nullptr) return static_cast<int64_t>(node->saved.size());
        if (node->saved.empty() && capacity > 0)
            throw std::runtime_error("the saved tensors were freed by an earlier backward pass: pass retain_graph: true to the first one");
        for (int64_t i = 0; i < capacity; i++) tensors[i] = release(node->saved[i].unpack(node->shared_from_this()));
        return capacity;
    });
}
