using Grpc.Core;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Grpc;

/// <summary>The accounts that a batch asks for.</summary>
internal static class RequestedAccounts
{
    private const int Most = 1_000;

    /// <exception cref="RpcException">Too many ids, or one that is no uuid.</exception>
    public static Guid[] Parse(IReadOnlyCollection<string> ids)
    {
        if (ids.Count > Most)
            throw Problem
                .Invalid("account_ids", $"{ids.Count} ids are more than {Most}: send several calls")
                .ToRpcException();
        return
        [
            .. ids.Select(
                (text, i) =>
                    Guid.TryParse(text, out var id)
                        ? id
                        : throw Problem.Invalid($"account_ids[{i}]", $"'{text}' is not a uuid").ToRpcException()
            ),
        ];
    }
}
