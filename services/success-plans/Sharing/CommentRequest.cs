using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Sharing;

public sealed record CommentRequest([Required, StringLength(4000, MinimumLength = 1)] string Text);
