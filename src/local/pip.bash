# What installs Python packages with pip has in common. Sourced, with bash -euo pipefail.
export LC_ALL=C.UTF-8
# They would change what goes where; those that say where packages come from are left alone.
unset PIP_USER PIP_TARGET PIP_PREFIX PIP_ROOT PIP_CONSTRAINT PIP_REQUIREMENT PIP_NO_BINARY PIP_ONLY_BINARY PIP_NO_DEPS \
    PIP_REQUIRE_VIRTUALENV PIP_PYTHON PYTHONPATH PYTHONHOME PYTHONSTARTUP VIRTUAL_ENV
# With it, each start would compile all that it loads.
unset PYTHONDONTWRITEBYTECODE

# pip brings its own list of certificate authorities, which lacks that of a company's proxy. $venv is the virtual environment.
trust_the_system() {
    local authorities=/etc/ssl/certs/ca-certificates.crt
    [[ -z ${PIP_CERT:-}${REQUESTS_CA_BUNDLE:-}${CURL_CA_BUNDLE:-} && -f $authorities ]] || return 0
    "$venv/bin/python" -m pip config get global.cert >/dev/null 2>&1 || export PIP_CERT=$authorities
}
