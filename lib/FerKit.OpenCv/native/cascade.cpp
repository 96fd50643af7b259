#include "shim.hpp"

#include <memory>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>
#include <stdexcept>
#include <vector>

namespace {

struct Cascade {
    cv::CascadeClassifier classifier;
    std::vector<cv::Rect> boxes;  // of the last detection
    std::vector<int> votes;
};

}

FERKIT_EXPORT const char* ferkit_cv_cascade_load(const char* path, Cascade** cascade) {
    return ferkit::guarded([&] {
        auto loaded = std::make_unique<Cascade>();
        if (!loaded->classifier.load(path)) throw std::runtime_error("not a cascade of OpenCV");
        *cascade = loaded.release();
    });
}

FERKIT_EXPORT void ferkit_cv_cascade_free(Cascade* cascade) { delete cascade; }

// border: by how many pixels the picture's edge is repeated outwards; boxes stay in the picture's own coordinates.
// count: how many boxes ferkit_cv_cascade_boxes will copy.
FERKIT_EXPORT const char* ferkit_cv_cascade_detect(Cascade* cascade, const uint8_t* rgb, int32_t width, int32_t height, int32_t border,
                                                   double scaleFactor, int32_t minNeighbors, int32_t* count) {
    return ferkit::guarded([&] {
        cv::Mat grey;
        cv::cvtColor(cv::Mat(height, width, CV_8UC3, const_cast<uint8_t*>(rgb)), grey, cv::COLOR_RGB2GRAY);
        if (border > 0) cv::copyMakeBorder(grey, grey, border, border, border, border, cv::BORDER_REPLICATE);
        cascade->classifier.detectMultiScale(grey, cascade->boxes, cascade->votes, scaleFactor, minNeighbors);
        for (cv::Rect& box : cascade->boxes) box -= cv::Point(border, border);
        *count = static_cast<int32_t>(cascade->boxes.size());
    });
}

// Five numbers a box: x, y, width, height, votes.
FERKIT_EXPORT void ferkit_cv_cascade_boxes(const Cascade* cascade, int32_t* values) {
    for (size_t i = 0; i < cascade->boxes.size(); i++) {
        const cv::Rect& box = cascade->boxes[i];
        for (int value : {box.x, box.y, box.width, box.height, cascade->votes[i]}) *values++ = value;
    }
}
