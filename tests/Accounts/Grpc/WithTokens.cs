using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Platform.Accounts.Tests.Grpc;

internal static class WithTokens
{
    public static CallInvoker WithToken(this CallInvoker invoker, string token) =>
        invoker.Intercept(headers =>
        {
            headers.Add("authorization", $"Bearer {token}");
            return headers;
        });
}
