// Nodes of the graph whose backward is managed code.
#include "shim.h"

#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/saved_variable.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <type_traits>

FERKIT_API const char* ferkit_last_error();

namespace ferkit {
namespace {

using torch::autograd::variable_list;
using Impls = std::unordered_set<at::TensorImpl*>;
using Outputs = std::vector<c10::optional<at::Tensor>>;

struct ManagedNode;

// Calls the managed backward, which takes over `gradients` and fills `inputs` with one owned handle or null each;
// returns 0, or -1 with the message stored on this thread.
using Backward = int64_t (*)(void* context, ManagedNode* node, const Handle* gradients, int64_t count, Handle* inputs, int64_t input_count);
using Release = void (*)(void* context);

struct ManagedNode : torch::autograd::Node {
    std::string label;
    Backward backward = nullptr;
    std::shared_ptr<void> context;
    bool materialize = true;
    bool released = false;
    std::vector<bool> defined;
    std::vector<torch::autograd::SavedVariable> saved;

    std::string name() const override { return label; }

    void release_variables() override {
        std::lock_guard<std::mutex> lock(mutex_);
        saved.clear();
        released = true;
    }

    variable_list apply(variable_list&& gradients) override {
        std::vector<Handle> given, wanted(num_outputs(), nullptr);
        for (size_t i = 0; i < gradients.size(); i++) {
            at::Tensor gradient = std::move(gradients[i]);
            if (!gradient.defined() && materialize && defined[i]) gradient = input_metadata(i).zeros_like();
            given.push_back(release(std::move(gradient)));
        }
        // The engine may run one node from two threads; a managed context is not made for that.
        std::lock_guard<std::mutex> lock(mutex_);
        auto code = backward(context.get(), this, given.data(), static_cast<int64_t>(given.size()), wanted.data(), static_cast<int64_t>(wanted.size()));
        if (code < 0) throw std::runtime_error(ferkit_last_error());
        variable_list result;
        for (auto handle : wanted)
            result.push_back(handle == nullptr ? at::Tensor() : at::Tensor(c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim(handle)));
        return result;
    }
};

// libtorch's own bookkeeping for outputs that are inputs, views, modified in place or not differentiable.
// It grew arguments from version to version; the function type tells which one this is.
template <typename Wrap>
Outputs wrap(Wrap* wrap_outputs, const variable_list& inputs, const Impls& plain, const Impls& dirty, const Outputs& outputs,
             const std::shared_ptr<torch::autograd::Node>& node) {
    auto forward_mode = [](variable_list, variable_list) -> variable_list {
        throw std::runtime_error("functions written in managed code have no forward-mode derivative");
    };
    auto view = [](at::Tensor tensor) { return tensor.view_as(tensor); };
    if constexpr (std::is_invocable_v<Wrap*, decltype(inputs), decltype(plain), decltype(dirty), decltype(outputs), decltype(node), decltype(forward_mode)>)
        return wrap_outputs(inputs, plain, dirty, outputs, node, forward_mode);
    else if constexpr (std::is_invocable_v<Wrap*, decltype(inputs), decltype(plain), decltype(dirty), decltype(outputs), decltype(node), decltype(forward_mode), Impls>)
        return wrap_outputs(inputs, plain, dirty, outputs, node, forward_mode, Impls());
    else if constexpr (std::is_invocable_v<Wrap*, decltype(inputs), decltype(plain), decltype(dirty), decltype(outputs), decltype(node), decltype(forward_mode), Impls, decltype(view)>)
        return wrap_outputs(inputs, plain, dirty, outputs, node, forward_mode, Impls(), view);
    else
        return wrap_outputs(inputs, plain, dirty, outputs, node, forward_mode, Impls(), view, false);
}

}  // namespace
}  // namespace ferkit

using namespace ferkit;

FERKIT_API void ferkit_set_error(const char* message) { ferkit::set_error(message); }

// Makes `outputs`, computed without a graph, depend on `inputs` through a node that calls `backward`, and fills
// `results` with one owned handle each (null for a null output). `dirty` are inputs that forward changed in place,
// `plain` outputs that have no gradient. Takes over `context` and calls `release_context` once, at the latest when
// the graph dies. Returns 1 when a node was made, 0 when no input needs a gradient, -1 on failure.
FERKIT_API int64_t ferkit_function_connect(const char* name, const Handle* inputs, int64_t input_count, const Handle* outputs, Handle* results, int64_t output_count,
                                           const Handle* plain, int64_t plain_count, const Handle* dirty, int64_t dirty_count,
                                           const Handle* saved, int64_t saved_count, int64_t materialize,
                                           Backward backward, Release release_context, void* context) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        std::shared_ptr<void> owned(context, release_context);
        auto sources = borrow(inputs, input_count);
        bool connected = at::GradMode::is_enabled() && std::any_of(sources.begin(), sources.end(), [](const at::Tensor& t) { return t.requires_grad(); });
        std::shared_ptr<ManagedNode> node;
        if (connected) {
            node = std::shared_ptr<ManagedNode>(new ManagedNode(), torch::autograd::deleteNode);
            node->label = name;
            node->backward = backward;
            node->context = std::move(owned);
            node->materialize = materialize != 0;
            node->set_next_edges(torch::autograd::collect_next_edges(sources));
        }
        Outputs raw;
        for (int64_t i = 0; i < output_count; i++) raw.push_back(outputs[i] == nullptr ? c10::optional<at::Tensor>() : borrow(outputs[i]));
        for (int64_t i = 0; i < dirty_count; i++) dirty[i]->bump_version();
        auto wrapped = wrap(torch::autograd::_wrap_outputs, sources, Impls(plain, plain + plain_count), Impls(dirty, dirty + dirty_count), raw, node);
        if (connected) {
            for (const auto& output : wrapped) node->defined.push_back(output.has_value() && output->defined());
            for (int64_t i = 0; i < saved_count; i++) {
                auto tensor = borrow(saved[i]);
                bool is_output = tensor.defined() && tensor.grad_fn() == node;
                node->saved.emplace_back(tensor, is_output);
            }
        }
        for (int64_t i = 0; i < output_count; i++) results[i] = wrapped[i].has_value() ? release(*std::move(wrapped[i])) : nullptr;
        return connected;
    });
}

// What the forward pass saved: one owned handle, or null, each. Only during the node's backward.
FERKIT_API int64_t ferkit_function_saved(ManagedNode* node, Handle* tensors, int64_t count) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        if (node->released)
            throw std::runtime_error("the saved tensors were freed by an earlier backward pass: pass retain_graph: true to the first one");
        std::vector<at::Tensor> unpacked;
        for (const auto& saved : node->saved) unpacked.push_back(saved.unpack(node->shared_from_this()));
        for (int64_t i = 0; i < count; i++) tensors[i] = release(unpacked[i]);
        return count;
    });
}
