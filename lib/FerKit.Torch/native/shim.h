// The C ABI of libFerKitTorch. Every function that can fail returns a negative number or null and leaves
// its message for ferkit_last_error(); no C++ exception crosses into managed code.
#pragma once

#include <ATen/ATen.h>

#include <exception>
#include <string>
#include <vector>

#define FERKIT_API extern "C" __attribute__((visibility("default")))

namespace ferkit {

// A tensor crosses the border as its TensorImpl, with one reference that the managed side owns.
using Handle = at::TensorImpl*;

// An argument or result of an operator. Lists point to `count` elements; a result's list is malloc'ed
// and freed by the managed side through ferkit_free.
enum class Tag : int64_t { None, Tensor, Int, Double, Bool, IntList, DoubleList, BoolList, TensorList, String, Device, Generator };

struct Value {
    Tag tag;
    union {
        int64_t integer;
        double real;
        void* pointer;
    };
    int64_t count;
};

inline at::Tensor borrow(Handle handle) {
    if (handle == nullptr) return at::Tensor();
    return at::Tensor(c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim_copy(handle));
}

inline Handle release(at::Tensor tensor) {
    return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr;
}

inline std::vector<at::Tensor> borrow(const Handle* handles, int64_t count) {
    std::vector<at::Tensor> tensors;
    tensors.reserve(count);
    for (int64_t i = 0; i < count; i++) tensors.push_back(borrow(handles[i]));
    return tensors;
}

// A device as one number: the type in the upper half, the index (-1: current) in the lower.
inline at::Device device(int64_t packed) {
    return at::Device(static_cast<at::DeviceType>(packed >> 32), static_cast<at::DeviceIndex>(static_cast<int32_t>(packed)));
}

inline int64_t pack(at::Device device) {
    return (static_cast<int64_t>(device.type()) << 32) | static_cast<uint32_t>(static_cast<int32_t>(device.index()));
}

void set_error(std::string message);

// Runs `body`; on an exception stores its message and returns `failed`.
template <typename Result, typename Body>
Result guard(Result failed, Body body) noexcept {
    try {
        return body();
    } catch (const c10::Error& e) {
        set_error(e.what_without_backtrace());
    } catch (const std::exception& e) {
        set_error(e.what());
    } catch (...) {
        set_error("unknown native exception");
    }
    return failed;
}

}  // namespace ferkit
