using Microsoft.AspNetCore.Http.Metadata;

namespace Platform.Gateway.Protection;

/// <summary>Tells routing, which tells the server, how large a body may be.</summary>
internal sealed record RequestSizeLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
