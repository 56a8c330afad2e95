using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.Feedback.Answers;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Requests;

/// <param name="PossibleDuplicates">Requests in similar words: vote there instead, or merge.</param>
/// <param name="Request">The request that was made.</param>
public sealed record CreatedRequest(RequestResponse Request, IReadOnlyList<SimilarRequest> PossibleDuplicates);
