// Switches of libtorch's global context, and autocast.
#include "shim.h"

#include <ATen/Context.h>
#include <ATen/autocast_mode.h>
#include <torch/version.h>

#include <type_traits>

#define FERKIT_TORCH_AT_LEAST(major, minor) \
    (TORCH_VERSION_MAJOR > (major) || (TORCH_VERSION_MAJOR == (major) && TORCH_VERSION_MINOR >= (minor)))

namespace ferkit {
namespace {

// A bool until 2.9, then an enumeration whose first value allows reduced precision.
template <typename Answer>
bool allowed(Answer answer) {
    if constexpr (std::is_same_v<Answer, bool>) return answer;
    else return answer == static_cast<Answer>(0);
}

#if FERKIT_TORCH_AT_LEAST(2, 4)
bool autocast_enabled(at::DeviceType type) { return at::autocast::is_autocast_enabled(type); }
void set_autocast(at::DeviceType type, bool enabled) { at::autocast::set_autocast_enabled(type, enabled); }
at::ScalarType autocast_dtype(at::DeviceType type) { return at::autocast::get_autocast_dtype(type); }
void set_autocast_dtype(at::DeviceType type, at::ScalarType dtype) { at::autocast::set_autocast_dtype(type, dtype); }
#else
bool is_cpu(at::DeviceType type) {
    if (type != at::kCPU && type != at::kCUDA) throw std::invalid_argument("autocast is for cpu and cuda");
    return type == at::kCPU;
}
bool autocast_enabled(at::DeviceType type) { return is_cpu(type) ? at::autocast::is_cpu_enabled() : at::autocast::is_enabled(); }
void set_autocast(at::DeviceType type, bool enabled) {
    if (is_cpu(type)) at::autocast::set_cpu_enabled(enabled);
    else at::autocast::set_enabled(enabled);
}
at::ScalarType autocast_dtype(at::DeviceType type) {
    return is_cpu(type) ? at::autocast::get_autocast_cpu_dtype() : at::autocast::get_autocast_gpu_dtype();
}
void set_autocast_dtype(at::DeviceType type, at::ScalarType dtype) {
    if (is_cpu(type)) at::autocast::set_autocast_cpu_dtype(dtype);
    else at::autocast::set_autocast_gpu_dtype(dtype);
}
#endif

}  // namespace
}  // namespace ferkit

using namespace ferkit;

// The numbers are those of Interop/Setting.cs.
FERKIT_API int64_t ferkit_get_setting(int64_t setting) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        auto& context = at::globalContext();
        switch (setting) {
            case 0: return context.benchmarkCuDNN();
            case 1: return context.allowTF32CuBLAS();
            case 2: return context.allowTF32CuDNN();
            case 3: return context.deterministicAlgorithms();
            case 4: return context.deterministicAlgorithmsWarnOnly();
            case 5: return allowed(context.allowFP16ReductionCuBLAS());
            case 6: return context.userEnabledFlashSDP();
            case 7: return context.userEnabledMathSDP();
            case 8: return static_cast<int64_t>(context.float32MatmulPrecision());
            default: throw std::invalid_argument("unknown setting");
        }
    });
}

FERKIT_API int64_t ferkit_set_setting(int64_t setting, int64_t value) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        auto& context = at::globalContext();
        switch (setting) {
            case 0: context.setBenchmarkCuDNN(value != 0); return 0;
            case 1: context.setAllowTF32CuBLAS(value != 0); return 0;
            case 2: context.setAllowTF32CuDNN(value != 0); return 0;
            case 3: context.setDeterministicAlgorithms(value != 0, context.deterministicAlgorithmsWarnOnly()); return 0;
            case 4: context.setDeterministicAlgorithms(context.deterministicAlgorithms(), value != 0); return 0;
            case 5: context.setAllowFP16ReductionCuBLAS(value != 0); return 0;
            case 6: context.setSDPUseFlash(value != 0); return 0;
            case 7: context.setSDPUseMath(value != 0); return 0;
            case 8: context.setFloat32MatmulPrecision(value == 0 ? "highest" : value == 1 ? "high" : "medium"); return 0;
            default: throw std::invalid_argument("unknown setting");
        }
    });
}

// Turns autocast of a kind of device on or off for this thread; the old state goes to `enabled_before` and `dtype_before`.
FERKIT_API int64_t ferkit_autocast_enter(int64_t type, int64_t enabled, int64_t dtype, int64_t* enabled_before, int64_t* dtype_before) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        auto kind = static_cast<at::DeviceType>(type);
        *enabled_before = autocast_enabled(kind);
        *dtype_before = static_cast<int64_t>(autocast_dtype(kind));
        set_autocast(kind, enabled != 0);
        set_autocast_dtype(kind, static_cast<at::ScalarType>(dtype));
        at::autocast::increment_nesting();
        return 0;
    });
}

// Back to the old state. The casts of weights that the outermost scope cached are freed.
FERKIT_API int64_t ferkit_autocast_exit(int64_t type, int64_t enabled, int64_t dtype) {
    return guard<int64_t>(-1, [&]() -> int64_t {
        auto kind = static_cast<at::DeviceType>(type);
        if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
        set_autocast(kind, enabled != 0);
        set_autocast_dtype(kind, static_cast<at::ScalarType>(dtype));
        return 0;
    });
}
