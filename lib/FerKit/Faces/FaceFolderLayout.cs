namespace FerKit.Faces;

/// <summary>In which data set's layout <see cref="FaceFolder"/> writes.</summary>
public enum FaceFolderLayout
{
    /// <summary><c>{train,test}/{expression}/00000_s0012.png</c>: index in the split, and person.</summary>
    Folder,

    /// <summary>
    /// As RAF-DB's basic part: <c>basic/EmoLabel/list_patition_label.txt</c> (the distributor's spelling) with lines
    /// <c>train_00001.jpg 5</c>, and <c>basic/Image/aligned/train_00001_aligned.jpg</c>, <c>test_0001_aligned.jpg</c>.
    /// Names no person, as RAF-DB does not.
    /// </summary>
    RafDb,

    /// <summary>
    /// As CK+: for each face a sequence from neutral to its peak,
    /// <c>cohn-kanade-images/S001/002/S001_002_00000001.png</c> onwards, and its emotion in
    /// <c>Emotion/S001/002/S001_002_00000010_emotion.txt</c>, named after the peak frame. A face labelled neutral makes no
    /// sequence: neutral are the first frames. CK+ has no split, so persons of both parts stand side by side.
    /// </summary>
    CkPlus,
}
