using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.Feedback;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Requests;

internal sealed class LockedRequest
{
    public Guid Id { get; init; }
    public string Title { get; init; } = "";
    public string Status { get; init; } = "";
    public Guid? MergedInto { get; init; }
    public int Version { get; init; }
}
