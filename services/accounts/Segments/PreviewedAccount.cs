using Platform.Accounts.Attributes;
using Platform.Accounts.Segments.Rules;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Segments;

public sealed record PreviewedAccount(Guid Id, string Name, decimal Arr, string? Band);
