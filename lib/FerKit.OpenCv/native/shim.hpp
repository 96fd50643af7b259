// The C face of OpenCV that FerKit.OpenCv calls. Every function returns null when it succeeded, else a text that
// stays valid until the same thread calls again. Pictures are 8-bit RGB, (H, W, 3), without padding.
#pragma once
#include <cstdint>
#include <exception>
#include <string>

#define FERKIT_EXPORT extern "C" __attribute__((visibility("default")))

namespace ferkit {

// What libjpeg, libpng and others print to the C library's stderr while this object lives on this thread is kept here.
class Messages {
public:
    Messages();
    ~Messages();
    Messages(const Messages&) = delete;
    const std::string& text() const { return text_; }

private:
    std::string text_;
};

const char* keep(std::string text);

template <class Work> const char* guarded(Work work) {
    try {
        work();
        return nullptr;
    } catch (const std::exception& error) {
        return keep(error.what());
    } catch (...) {
        return keep("unknown C++ exception");
    }
}

}
