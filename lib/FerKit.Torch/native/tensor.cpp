// Tensor handles and what is asked of a tensor without an operator.
#include "shim.h"

#include <cstring>

namespace ferkit {
namespace {
thread_local std::string last_error;
}

void set_error(std::string message) { last_error = std::move(message); }

}  // namespace ferkit

using namespace ferkit;

FERKIT_API const char* ferkit_last_error() { return last_error.c_str(); }

FERKIT_API void ferkit_tensor_release(Handle tensor) {
    c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim(tensor);
}

// Another reference to the same tensor.
FERKIT_API Handle ferkit_tensor_alias(Handle tensor) { return release(borrow(tensor)); }

FERKIT_API int64_t ferkit_tensor_dim(Handle tensor) { return tensor->dim(); }

FERKIT_API void ferkit_tensor_sizes(Handle tensor, int64_t* sizes) {
    guard<bool>(false, [&] {
        std::memcpy(sizes, tensor->sizes().data(), sizeof(int64_t) * tensor->dim());
        return true;
    });
}

FERKIT_API void ferkit_tensor_strides(Handle tensor, int64_t* strides) {
    guard<bool>(false, [&] {
        std::memcpy(strides, tensor->strides().data(), sizeof(int64_t) * tensor->dim());
        return true;
    });
}

FERKIT_API int64_t ferkit_tensor_numel(Handle tensor) { return tensor->numel(); }

FERKIT_API int64_t ferkit_tensor_storage_offset(Handle tensor) { return tensor->storage_offset(); }

FERKIT_API int64_t ferkit_tensor_dtype(Handle tensor) { return static_cast<int64_t>(c10::typeMetaToScalarType(tensor->dtype())); }

FERKIT_API int64_t ferkit_tensor_device(Handle tensor) { return pack(tensor->device()); }

FERKIT_API int64_t ferkit_tensor_is_contiguous(Handle tensor, int64_t format) {
    return guard<int64_t>(0, [&]() -> int64_t { return tensor->is_contiguous(static_cast<at::MemoryFormat>(format)); });
}

FERKIT_API void* ferkit_tensor_data(Handle tensor) {
    return guard<void*>(nullptr, [&] { return borrow(tensor).data_ptr(); });
}

FERKIT_API int64_t ferkit_tensor_requires_grad(Handle tensor) { return tensor->requires_grad(); }

FERKIT_API int64_t ferkit_tensor_set_requires_grad(Handle tensor, int64_t value) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        borrow(tensor).requires_grad_(value != 0);
        return 0;
    });
}

FERKIT_API int64_t ferkit_tensor_is_leaf(Handle tensor) { return borrow(tensor).is_leaf(); }

// The gradient, or null when there is none.
FERKIT_API Handle ferkit_tensor_grad(Handle tensor) {
    return guard<Handle>(nullptr, [&] { return release(borrow(tensor).mutable_grad()); });
}

FERKIT_API int64_t ferkit_tensor_set_grad(Handle tensor, Handle gradient) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        borrow(tensor).mutable_grad() = borrow(gradient);
        return 0;
    });
}

FERKIT_API int64_t ferkit_tensor_retain_grad(Handle tensor) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        borrow(tensor).retain_grad();
        return 0;
    });
}

// Makes `tensor` share data with `source` and keeps its identity and autograd state (Variable::set_data).
FERKIT_API int64_t ferkit_tensor_set_data(Handle tensor, Handle source) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        borrow(tensor).set_data(borrow(source));
        return 0;
    });
}

// A tensor over memory that the caller keeps alive; `deleter` is called with `context` when the last reference goes.
FERKIT_API Handle ferkit_tensor_from_blob(void* data, const int64_t* sizes, int64_t dim, int64_t dtype, void (*deleter)(void*), void* context) {
    return guard<Handle>(nullptr, [&] {
        auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype));
        return release(at::from_blob(data, at::IntArrayRef(sizes, dim), [deleter, context](void*) { if (deleter) deleter(context); }, options));
    });
}
