#include "shim.hpp"

#include <cstdio>
#include <iostream>
#include <mutex>
#include <unistd.h>

// libjpeg and libpng tell of damaged data only by printing a warning, and OpenCV gives no way to hear it. glibc
// documents stderr as an ordinary variable: it is set once to a stream that keeps the lines of threads that are
// decoding and passes on all others. OpenCV's own lines come through std::cerr, which is treated alike.
namespace {

thread_local std::string* listener = nullptr;

ssize_t write(void*, const char* bytes, size_t count) {
    if (listener == nullptr) return ::write(STDERR_FILENO, bytes, count);
    listener->append(bytes, count);
    return static_cast<ssize_t>(count);
}

class Router : public std::streambuf {
public:
    explicit Router(std::streambuf* next) : next_(next) {}

protected:
    std::streamsize xsputn(const char* bytes, std::streamsize count) override {
        if (listener == nullptr) return next_->sputn(bytes, count);
        listener->append(bytes, static_cast<size_t>(count));
        return count;
    }
    int overflow(int c) override {
        const char byte = static_cast<char>(c);
        return c == EOF || xsputn(&byte, 1) == 1 ? c : EOF;
    }
    int sync() override { return listener == nullptr ? next_->pubsync() : 0; }

private:
    std::streambuf* next_;
};

void install() {
    cookie_io_functions_t functions{};
    functions.write = write;
    if (FILE* stream = fopencookie(nullptr, "w", functions)) {
        setvbuf(stream, nullptr, _IONBF, 0);
        stderr = stream;
    }
    static Router* router = new Router(std::cerr.rdbuf());  // lives as long as std::cerr
    std::cerr.rdbuf(router);
}

}

namespace ferkit {

Messages::Messages() {
    static std::once_flag installed;
    std::call_once(installed, install);
    listener = &text_;
}

Messages::~Messages() { listener = nullptr; }

const char* keep(std::string text) {
    thread_local std::string kept;
    kept = std::move(text);
    return kept.c_str();
}

}
