from django.urls import path
from rest_framework.authtoken.models import Token
from rest_framework.authtoken.views import obtain_auth_token
from rest_framework.decorators import api_view, permission_classes
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework_simplejwt.token_blacklist.models import OutstandingToken
from rest_framework_simplejwt.views import (
    TokenBlacklistView,
    TokenObtainPairView,
    TokenRefreshView,
    TokenVerifyView,
)


@api_view()
@permission_classes([IsAuthenticated])
def who(request):
    return Response({"username": request.user.username})


@api_view(["POST"])
@permission_classes([IsAuthenticated])
def logout(request):
    Token.objects.filter(user=request.user).delete()
    return Response({})


@api_view()
@permission_classes([IsAuthenticated])
def outstanding(request):
    """What Django reads in the rows of the user's refresh tokens: seconds since 1970 by id."""
    rows = OutstandingToken.objects.filter(user=request.user)
    return Response(
        {
            row.jti: {
                "created": int(row.created_at.timestamp()),
                "expires": int(row.expires_at.timestamp()),
                "blacklisted": hasattr(row, "blacklistedtoken"),
            }
            for row in rows
        }
    )


urlpatterns = [
    path("api-token-auth/", obtain_auth_token),
    path("token/", TokenObtainPairView.as_view()),
    path("token/refresh/", TokenRefreshView.as_view()),
    path("token/verify/", TokenVerifyView.as_view()),
    path("token/blacklist/", TokenBlacklistView.as_view()),
    path("logout/", logout),
    path("outstanding/", outstanding),
    path("who/", who),
]
