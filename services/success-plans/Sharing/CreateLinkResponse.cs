using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Sharing;

/// <param name="Path">The page's path at the gateway. The secret in it is shown this once; only its hash is
/// kept.</param>
public sealed record CreateLinkResponse(Guid Id, string Path, DateTimeOffset ExpiresAt);
