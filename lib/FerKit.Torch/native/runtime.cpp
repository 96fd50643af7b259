// The library itself: version, threads, devices, random state.
#include "shim.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <c10/core/DeviceGuard.h>
#include <torch/version.h>

using namespace ferkit;

// libtorch sets OpenMP's threads, and MKL's where that multiplies its matrices, but not OpenBLAS's. Null without OpenBLAS.
extern "C" __attribute__((weak)) void openblas_set_num_threads(int count);

FERKIT_API const char* ferkit_version() { return TORCH_VERSION; }

FERKIT_API const char* ferkit_build_description() {
    static const std::string text = at::show_config();
    return text.c_str();
}

FERKIT_API int64_t ferkit_get_num_threads() { return at::get_num_threads(); }

FERKIT_API int64_t ferkit_set_num_threads(int64_t count) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        at::set_num_threads(static_cast<int>(count));
        if (openblas_set_num_threads) openblas_set_num_threads(static_cast<int>(count));
        return 0;
    });
}

FERKIT_API int64_t ferkit_get_num_interop_threads() { return at::get_num_interop_threads(); }

FERKIT_API int64_t ferkit_set_num_interop_threads(int64_t count) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        at::set_num_interop_threads(static_cast<int>(count));
        return 0;
    });
}

FERKIT_API int64_t ferkit_get_default_dtype() { return static_cast<int64_t>(c10::get_default_dtype_as_scalartype()); }

FERKIT_API int64_t ferkit_set_default_dtype(int64_t dtype) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        auto type = static_cast<at::ScalarType>(dtype);
        if (!at::isFloatingType(type)) throw std::invalid_argument("the default element type must be a floating-point type");
        c10::set_default_dtype(c10::scalarTypeToTypeMeta(type));
        return 0;
    });
}

FERKIT_API int64_t ferkit_promote_types(int64_t left, int64_t right) {
    return guard<int64_t>(-1, [&] {
        return static_cast<int64_t>(c10::promoteTypes(static_cast<at::ScalarType>(left), static_cast<at::ScalarType>(right)));
    });
}

FERKIT_API int64_t ferkit_cuda_available() { return at::hasCUDA(); }

FERKIT_API int64_t ferkit_cuda_device_count() {
    return guard<int64_t>(0, []() -> int64_t { return at::hasCUDA() ? at::detail::getCUDAHooks().getNumGPUs() : 0; });
}

FERKIT_API int64_t ferkit_cudnn_available() { return at::hasCUDA() && at::detail::getCUDAHooks().hasCuDNN(); }

FERKIT_API int64_t ferkit_cuda_synchronize(int64_t packed) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        c10::DeviceGuard on(device(packed));
        at::detail::getCUDAHooks().deviceSynchronize(static_cast<at::DeviceIndex>(device(packed).index() < 0 ? 0 : device(packed).index()));
        return 0;
    });
}

// Seeds the default generator of every device.
FERKIT_API int64_t ferkit_manual_seed(int64_t seed) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        at::manual_seed(static_cast<uint64_t>(seed));
        return 0;
    });
}

FERKIT_API at::Generator* ferkit_generator_default(int64_t packed) {
    return guard<at::Generator*>(nullptr, [&] { return new at::Generator(at::globalContext().defaultGenerator(device(packed))); });
}

FERKIT_API at::Generator* ferkit_generator_new(int64_t packed, int64_t seed) {
    return guard<at::Generator*>(nullptr, [&] {
        auto target = device(packed);
        auto generator = target.is_cpu() ? at::detail::createCPUGenerator() : at::globalContext().defaultGenerator(target).clone();
        generator.set_current_seed(static_cast<uint64_t>(seed));
        return new at::Generator(generator);
    });
}

FERKIT_API void ferkit_generator_release(at::Generator* generator) { delete generator; }

FERKIT_API int64_t ferkit_generator_seed(at::Generator* generator) { return static_cast<int64_t>(generator->current_seed()); }

FERKIT_API int64_t ferkit_generator_set_seed(at::Generator* generator, int64_t seed) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        std::lock_guard<std::mutex> lock(generator->mutex());
        generator->set_current_seed(static_cast<uint64_t>(seed));
        return 0;
    });
}

FERKIT_API int64_t ferkit_generator_device(at::Generator* generator) { return pack(generator->device()); }

FERKIT_API Handle ferkit_generator_state(at::Generator* generator) {
    return guard<Handle>(nullptr, [&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        return release(generator->get_state());
    });
}

FERKIT_API int64_t ferkit_generator_set_state(at::Generator* generator, Handle state) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        std::lock_guard<std::mutex> lock(generator->mutex());
        generator->set_state(borrow(state));
        return 0;
    });
}
