// The CUDA caching allocator: with CUDA's headers (FERKIT_CUDA_HEADERS, see CMakeLists.txt) through its interface;
// without them, what can be resolved by name at run time. A libtorch without CUDA answers zeros.
#include "shim.h"

#include <ATen/Context.h>

#include <dlfcn.h>

#ifdef FERKIT_CUDA_HEADERS
#include <c10/cuda/CUDACachingAllocator.h>
#endif

using namespace ferkit;

FERKIT_API int64_t ferkit_cuda_empty_cache() {
    return guard<int64_t>(-1, []() -> int64_t {
        if (!at::hasCUDA()) return 0;
#ifdef FERKIT_CUDA_HEADERS
        c10::cuda::CUDACachingAllocator::emptyCache();
        return 0;
#else
        // A free function in libtorch 1.13; inline in 2.x, where the headers are needed.
        auto empty = reinterpret_cast<void (*)()>(dlsym(RTLD_DEFAULT, "_ZN3c104cuda20CUDACachingAllocator10emptyCacheEv"));
        if (empty == nullptr) throw std::runtime_error("this build cannot empty the CUDA cache: install the CUDA runtime's headers (cuda_runtime_api.h) and build again");
        empty();
        return 0;
#endif
    });
}

// Fills `bytes` with: allocated now, allocated at the peak, reserved now, reserved at the peak.
FERKIT_API int64_t ferkit_cuda_memory(int64_t index, int64_t* bytes) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        for (int i = 0; i < 4; i++) bytes[i] = 0;
        if (!at::hasCUDA()) return 0;
#ifdef FERKIT_CUDA_HEADERS
        // The first entry of each statistic is the sum over the pools.
        auto stats = c10::cuda::CUDACachingAllocator::getDeviceStats(static_cast<int>(index));
        bytes[0] = stats.allocated_bytes[0].current;
        bytes[1] = stats.allocated_bytes[0].peak;
        bytes[2] = stats.reserved_bytes[0].current;
        bytes[3] = stats.reserved_bytes[0].peak;
        return 0;
#else
        (void)index;
        throw std::runtime_error("this build has no CUDA memory statistics: install the CUDA runtime's headers (cuda_runtime_api.h) and build again");
#endif
    });
}

FERKIT_API int64_t ferkit_cuda_reset_peak(int64_t index) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        if (!at::hasCUDA()) return 0;
#ifdef FERKIT_CUDA_HEADERS
        c10::cuda::CUDACachingAllocator::resetPeakStats(static_cast<int>(index));
        return 0;
#else
        (void)index;
        throw std::runtime_error("this build has no CUDA memory statistics: install the CUDA runtime's headers (cuda_runtime_api.h) and build again");
#endif
    });
}
