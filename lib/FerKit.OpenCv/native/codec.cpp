#include "shim.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>
#include <opencv2/core.hpp>
#include <opencv2/core/ocl.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <stdexcept>
#include <vector>

namespace {

// A few stray bytes before the end of a JPEG are common and harmless: everything was decoded by then. Elsewhere, or many, they are
// what is left when the decoder has lost its way.
bool means_lost_bytes(const std::string& messages) {
    constexpr unsigned end_of_image = 0xd9, harmless = 16;
    unsigned count, marker;
    const std::size_t at = messages.find("Corrupt JPEG data: ");
    return at != std::string::npos && std::sscanf(messages.c_str() + at, "Corrupt JPEG data: %u extraneous bytes before marker %x", &count, &marker) == 2 &&
           (marker != end_of_image || count > harmless);
}

// Decoders go on after these and leave the rest of the picture grey, repeated or out of place.
bool means_damage(const std::string& messages) {
    for (const char* sign : {"remature end", "bad Huffman code", "bad arithmetic code", "instead of RST", "CRC error", "Not enough image data"})
        if (messages.find(sign) != std::string::npos) return true;
    return means_lost_bytes(messages);
}

cv::Mat decode(const uint8_t* file, int length, int width, int height) {
    cv::Mat picture;
    std::string messages;
    try {
        ferkit::Messages heard;
        const cv::Mat bytes(1, length, CV_8U, const_cast<uint8_t*>(file));
        picture = cv::imdecode(bytes, cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION);
        messages = heard.text();
    } catch (const cv::Exception& error) {
        throw std::runtime_error(error.err);
    }
    if (picture.empty() || means_damage(messages))
        throw std::runtime_error(messages.empty() ? "the decoder refused it" : messages);
    if (picture.cols != width || picture.rows != height)
        throw std::runtime_error("the decoder found " + std::to_string(picture.cols) + " x " + std::to_string(picture.rows) +
                                 " pixels where the header says " + std::to_string(width) + " x " + std::to_string(height));
    return picture;
}

cv::Mat view(const uint8_t* rgb, int width, int height) {
    return cv::Mat(height, width, CV_8UC3, const_cast<uint8_t*>(rgb));
}

}

FERKIT_EXPORT const char* ferkit_cv_version() { return CV_VERSION; }

// Callers bring their own threads: OpenCV's would only get in their way.
FERKIT_EXPORT const char* ferkit_cv_initialize() {
    return ferkit::guarded([] {
        cv::setNumThreads(1);
        cv::ocl::setUseOpenCL(false);
    });
}

FERKIT_EXPORT const char* ferkit_cv_decode(const uint8_t* file, int32_t length, uint8_t* rgb, int32_t width, int32_t height) {
    return ferkit::guarded([&] {
        cv::Mat target = view(rgb, width, height);
        cv::cvtColor(decode(file, length, width, height), target, cv::COLOR_BGR2RGB);
    });
}

// The square at the centre of the picture, resampled, as planes of red, green and blue.
FERKIT_EXPORT const char* ferkit_cv_decode_square(const uint8_t* file, int32_t length, int32_t width, int32_t height, uint8_t* planes,
                                                  int32_t size) {
    return ferkit::guarded([&] {
        const int side = std::min(width, height);
        cv::Mat square = decode(file, length, width, height)(cv::Rect((width - side) / 2, (height - side) / 2, side, side));
        if (side != size) {
            cv::Mat resampled;
            cv::resize(square, resampled, {size, size}, 0, 0, side > size ? cv::INTER_AREA : cv::INTER_LINEAR);
            square = resampled;
        }
        const std::size_t plane = static_cast<std::size_t>(size) * size;
        cv::Mat blue_green_red[3];
        for (int i = 0; i < 3; i++) blue_green_red[i] = cv::Mat(size, size, CV_8U, planes + (2 - i) * plane);
        cv::split(square, blue_green_red);
    });
}

// extension: ".png" or ".jpg". value: PNG's compression level or JPEG's quality. The caller frees what it gets.
FERKIT_EXPORT const char* ferkit_cv_encode(const uint8_t* rgb, int32_t width, int32_t height, const char* extension, int32_t value,
                                           uint8_t** file, int32_t* length) {
    return ferkit::guarded([&] {
        const bool png = std::strcmp(extension, ".png") == 0;
        cv::Mat bgr;
        cv::cvtColor(view(rgb, width, height), bgr, cv::COLOR_RGB2BGR);
        std::vector<uint8_t> bytes;
        const int key = png ? cv::IMWRITE_PNG_COMPRESSION : cv::IMWRITE_JPEG_QUALITY;
        if (!cv::imencode(extension, bgr, bytes, {key, value})) throw std::runtime_error("the encoder refused it");
        std::unique_ptr<uint8_t[]> copy(new uint8_t[bytes.size()]);
        std::memcpy(copy.get(), bytes.data(), bytes.size());
        *length = static_cast<int32_t>(bytes.size());
        *file = copy.release();
    });
}

FERKIT_EXPORT void ferkit_cv_free(uint8_t* file) { delete[] file; }

FERKIT_EXPORT const char* ferkit_cv_resize(const uint8_t* source, int32_t width, int32_t height, uint8_t* target, int32_t newWidth,
                                           int32_t newHeight, int32_t byArea) {
    return ferkit::guarded([&] {
        cv::Mat result = view(target, newWidth, newHeight);
        cv::resize(view(source, width, height), result, result.size(), 0, 0, byArea != 0 ? cv::INTER_AREA : cv::INTER_LINEAR);
    });
}
