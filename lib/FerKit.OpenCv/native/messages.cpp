#include "shim.hpp"

#include <cstdio>
#include <iostream>
#include <mutex>
#include <unistd.h>

// libjpeg and libpng tell of damaged data only by printing a warning, and OpenCV gives no way to hear it. glibc
// documents stderr as an ordinary variable: while anything is decoded it is set to a stream that keeps the lines of
// threads that are decoding and passes on all others. OpenCV's own lines come through std::cerr, which is treated alike.
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

    std::streambuf* next() const { return next_; }

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

std::mutex gate;
int decoding = 0;

// Both live as long as the process: a thread may be writing to them when the last decoder leaves.
FILE* stream() {
    static FILE* const routed = [] {
        cookie_io_functions_t functions{};
        functions.write = write;
        FILE* made = fopencookie(nullptr, "w", functions);
        if (made != nullptr) setvbuf(made, nullptr, _IONBF, 0);
        return made;
    }();
    return routed;
}

Router& router() {
    static Router* const routed = new Router(std::cerr.rdbuf());
    return *routed;
}

FILE* const plain = stderr;

// Only while something is decoded: the runtime's own last words, on a crash, go to the stream they expect.
void enter() {
    const std::lock_guard<std::mutex> lock(gate);
    if (decoding++ > 0) return;
    if (stream() != nullptr) stderr = stream();
    std::cerr.rdbuf(&router());
}

void leave() {
    const std::lock_guard<std::mutex> lock(gate);
    if (--decoding > 0) return;
    stderr = plain;
    std::cerr.rdbuf(router().next());
}

}

namespace ferkit {

Messages::Messages() {
    enter();
    listener = &text_;
}

Messages::~Messages() {
    listener = nullptr;
    leave();
}

const char* keep(std::string text) {
    thread_local std::string kept;
    kept = std::move(text);
    return kept.c_str();
}

}
