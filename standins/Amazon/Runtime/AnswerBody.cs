using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.Runtime;

/// <summary>The body of an answer, read as a whole.</summary>
internal sealed class AnswerBody : UnmarshallerContext
{
    public AnswerBody(Stream stream, IWebResponseData response)
    {
        WebResponseData = response;

        // This is where the base class looks for the text that it logs.
        WrappingStream = new CachingWrapperStream(stream);
        IsException = true;
        WrappingStream.CopyTo(Stream.Null);
    }

    public override string CurrentPath => "/";

    public override int CurrentDepth => 0;

    public override bool IsStartElement => false;

    public override bool IsEndElement => false;

    public override bool IsStartOfDocument => true;
}
